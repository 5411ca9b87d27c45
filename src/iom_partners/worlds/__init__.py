"""What dated records say in every world: claims, the days that are asked about, and what is certain of them."""
