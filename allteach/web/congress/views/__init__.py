"""The pages of the congress: for everybody, for those who lead a collaborative, and for its teams."""
