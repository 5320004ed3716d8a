// Wrong name.
