// The cell host. It is thin because executables cannot link a dynamic product of their own package:
// everything it does is in the Lab library, which cells link against too.
print("weft-host: not wired yet")
