"""Speed, side by side: the whole job of a news search, by Dateline and by its peers."""
