// Weaving
