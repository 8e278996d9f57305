"""Quality: what Dateline understands of files, against what people say they hold."""
