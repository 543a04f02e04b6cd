//! What the tests share. The tests themselves are in `tests/suite`.
