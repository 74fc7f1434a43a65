"""Whether what was made from the texts, keywords and vectors, is still what a build left.

Both can be made again, so damage there costs time and no data; but it has to be seen before someone
searches, and before the libraries that read these files break over them.
"""
