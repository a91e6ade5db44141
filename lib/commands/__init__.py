"""The command line, a module for each kind of command: articles, a second reader, waves and stories, the store. Each command
is one function, its modules imported when it runs; `define` tells the parser of those of its module."""
