"""The commands (命令行): doors for programs and for the server's own terminal."""
