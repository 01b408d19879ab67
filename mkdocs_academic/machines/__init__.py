"""The site for machines that read: its pages as Markdown, and one file that says what there is."""
