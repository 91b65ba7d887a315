// Written by Benchmarks/figures/colormaps.py: do not edit.
import Records

extension ColorMap {
  /// 64 evenly spaced colours, 3 bytes each, in base64.
  var table: String {
    switch self {
    case .viridis:
      """
      RAFURgdaRw1gRxNlSBhqSB1vSCN0SCh4Ry17RjJ+RTeBRDuEQkCGQEWIPkmJPU6KOlOLOFiMNlyNNGCN\
      MmSOMWiOL2yOLXCOLHOOKneOKXuOJ3+OJoKOJIaOI4qNIY6NIJKMH5aLH5qKH56JH6GHIaWFI6mDJq2B\
      KrB/L7R8Nbd5O7t1Qr5xSsFtUsVpWshkZctebs5Yd9FTgdNNi9ZGldhAoNo5qtwytd4rwN8lyuEf1eIa\
      3+MY6uUa9OYe/ecl
      """
    case .magma:
      """
      AAAEAgEJAwMSBgUaCggiDgsrEw00GA89HRFHIhFQKRFaLxFjNhBrPQ9xRA92ShB5UhN8WRV+Xxh/ZRqA\
      ax2Bch+BeCKBfiSChCaBiymBkSuBmC2Ani9/pTF+qzN8sjV7ujh4wDp2xz1zzUBx00Nu2UZr30po5E9k\
      6VRi7Vpf8WBd9Gdc9m5c+HZc+n1e+4Vg/I5k/ZZo/p1s/qVx/qx2/rR7/ruB/sKH/sqN/tGU/tia/eCh\
      /eep/O6w/Pa4/P2/
      """
    case .inferno:
      """
      AAAEAgEKBAMSBwUbCwckEAktFQs3GwxBIQxKKAtTLwpbNglhPQllRApoSgxrUQ5sWRBuXxNuZRVubBhu\
      chpueBxtfx5shSFrjCNpkiVomCdmnypjpSxgqy9esTJatzVXvzlSxDxOykBKz0RG1EhC2U093lI44lc0\
      5l0v6mMq7Wkl8G8g83Yb9X0V94QQ+YsL+pQH+5sG/KMJ/KoP/LIW+7of+sIo+cky99E99dlJ9OFW8uhl\
      8e918/WG9vqW/P+k
      """
    case .plasma:
      """
      DQiHGQaMIgaQKgWTMQWXOASaPwScRgOfTAKhUwKjWQGlYAGmZgCnbACocgGoeAGogASohgamiwqlkQ6j\
      lhOhnBeeoRubpiCYqySUsCmRtC6NuDKJvTeGwTuCxUB+yUR6zUp20U5y1VNv2Fdr21xo3mFk4mVh5Wpd\
      529a6nRX7XlT735Q8YNM9IhJ9o1F95NC+Zo++586/KU3/asz/bEw/rct/r0q/cMo/com/NAl+9ck+d0l\
      9+Ql9esn8vIn8Pkh
      """
    case .cividis:
      """
      ACJOACVUAChbACtiAC5qADBwBTNxEjVwGjhvITtuJz5uLUFtMkNtNkZsO0lsP0xsRE9sSFJsTFVsUFds\
      VFptV11tW2BuXmNvYmVvZWhwaWtxbG5ycHFzc3R1d3d2enp4fn14goB5hoN5ioZ4jol4kox4lY93mZJ3\
      nZV2oZl1pZx0qZ9zraJysaVwtqlvuqxtv7Brw7Npx7dnzLpk0L5i1MFf2cVc3chY4cxV5tBR6tNM79dI\
      89tC+N88/eM0/ug4
      """
    case .reds:
      """
      //Xw//Ls//Do/+3l/urh/ujd/uXZ/uPW/uDS/tvM/dfG/dK//c25/cmz/MSt/L+n/Lmf/LSZ/K+T/KqN\
      /KWI/KCC/Jt8/JV2/JBw/Itr/IZm/IFh+3xc+3dX+3JS+21N+mZI+WBE91tA9lU89E8580k18UMx8D0t\
      7Dgr6DQp4y8n3isl2icj1SIh0R4fzBkexxccwhYbvRUauBQZsxIYrxEXqhAWpQ8VnQ0UlgsTjgkShggR\
      fgYQdwQPbwIOZwAN
      """
    case .blues:
      """
      9/v/9Pn+8ff97vX86vP75/H65O/54e343uv32+n22Of11eX00uPzz+HyzN/xyd3wxNruv9jtutbrtdTp\
      sNLnq9Dmps7kocvinMnhlcXfj8Leib7cgrvbfLfadbTYb7DXaKzVY6jTXaXRWKHPU57NTprLSZfJRJPH\
      P4/FO4vCN4fAM4O+L3+8K3u6Jna4InK2Hm2yG2mvGGWsFWGpEl2mDlmiC1WfCFGcCE2WCEmQCEWKCEGE\
      CDx9CDh3CDRxCDBr
      """
    case .greens:
      """
      9/z19fvy8vrw8Pnt7vjq7Pjo6ffl5/bj5fXg4fPc3fLY2vDU1u/Q0u3MzuzIy+rExui/wea6vOS1t+Kx\
      suCsrt6nqdyjpNqen9iZmdWVlNOQjtCLiM6Hg8uCfch+eMZ5cMJ0ar9xY7xuXblrVrVnULJkSq9hQ6xe\
      P6hbO6RYN6BVM5xSL5hPLJRMKJBJJIxGH4dCGoQ/FoA8Enw5DXg2CXUyBXEvAG0sAGgqAGMoAF4mAFkk\
      AFMhAE4fAEkdAEQb
      """
    case .coolwarm:
      """
      O0zAP1PGRFrMSWHSTmjYU27dWHXhXXzmYoLqZ4jubI/xcpX0d5r3faD5gqb7iKv9j7H+lLb/mrv/n7//\
      pcP+qsf9r8r8tc36utD4v9P2xNXzydfwzdns0tvo1tzk2tzg39vZ49nT59fO6tTI7dHC8M278sq19Mav\
      9cGp9r2i97ic97OW962Q96iJ9qKD9Zx985R18Y1v7oZp7H9j6Xhd5XBY4mlS3mFN2VhH1VBC0Ec9yz44\
      xTM0wCgvuhYrtAQm
      """
    case .redBlue:
      """
      ZwAfcwQhfwgjigsllg8nohMorhcqth8uuyo0wTY5xkE+zExE0lhJ12NP3G5X4Xhg5oZq65Fy8Jx79KaD\
      9q+O97eZ+L+k+siv+9C5/dnE/N7N++PU+ufc+evj+fDr+PTy8/X27fL15/D04e3z2+ry1efxz+Tvxd/s\
      u9rqsdXnp9Dkncvhk8beh77ae7bWbq7SX6XNUp3IRpXEP47AOoe9NIC5L3m1KnGyJGquH2OoG1qcF1KQ\
      EkmEDkF5CThtBTBh
      """
    case .gray, .reversedGray: ""
    }
  }
}
