"""TELL 报送: paragraphs bound to figures, issues, differences."""
