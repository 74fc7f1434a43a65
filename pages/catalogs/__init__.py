"""The page 查目录: the rows of the catalogues, searched, filtered, each with where it comes from."""
