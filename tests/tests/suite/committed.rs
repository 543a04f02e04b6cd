//! committed
