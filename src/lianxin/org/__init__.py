"""Units, posts, duties, the catalogue of categories and the duty list: who serves where, who may do what."""
