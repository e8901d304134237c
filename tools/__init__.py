"""What make uses beside the product: finding a Chromium, taking pictures."""
