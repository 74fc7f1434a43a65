"""What the pages with tables share: rows on the page and in a workbook, and turning pages."""
