"""Papers that leave the house: .docx after GB/T 9704-2012, .xlsx and .csv with our header."""
