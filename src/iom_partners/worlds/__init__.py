"""What dated records say in every world: claims, the days asked about, and what is certain of them."""
