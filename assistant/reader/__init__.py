"""A reader: finds the words of a passage that answer a question, or says that none do.

    reader = load_reader(models_dir)
    reader.read("谁对外公布技改指导目录？", [passage])[0]    # Reading(start, end, score)

Importing this package is cheap: the runtime is imported when the reader is loaded.
"""
