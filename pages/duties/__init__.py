"""The page 查职责: what each department has to do, each duty with the words that say so."""
