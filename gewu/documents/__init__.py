"""TELL 文书: papers that an office gives and gets, numbered without gaps, void ones too."""
