"""PAY 发放: entitlements, payment lists and bank returns."""
