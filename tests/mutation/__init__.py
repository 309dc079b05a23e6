"""How much the tests of real integrations notice: their own against short ones on the fake."""
