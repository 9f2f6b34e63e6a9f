#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum OutputScript { #[default] Keep }
