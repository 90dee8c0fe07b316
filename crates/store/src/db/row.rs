//! Rows, read from left to right as the query names their columns.

use sqlx::Row as _;
use sqlx::postgres::PgRow;

use crate::db::DatabaseError;

/// The cells of a row of either engine that are still to be read.
pub(crate) struct Cells<'a> {
    row: Found<'a>,
    next: usize,
}

enum Found<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a PgRow),
}

/// What can be read from the next cells of a row.
pub(crate) trait Row: Sized + Send + 'static {
    fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError>;
}

impl Cells<'_> {
    pub(super) fn of_sqlite<'a>(row: &'a rusqlite::Row<'a>) -> Cells<'a> {
        Cells { row: Found::Sqlite(row), next: 0 }
    }

    pub(super) fn of_postgres(row: &PgRow) -> Cells<'_> {
        Cells { row: Found::Postgres(row), next: 0 }
    }

    pub(crate) fn next<T: Row>(&mut self) -> Result<T, DatabaseError> {
        T::read(self)
    }
}

macro_rules! cell {
    ($($kind:ty),*) => {$(
        impl Row for $kind {
            fn read(cells: &mut Cells<'_>) -> Result<$kind, DatabaseError> {
                let at = cells.next;
                cells.next += 1;
                Ok(match cells.row {
                    Found::Sqlite(row) => row.get(at)?,
                    Found::Postgres(row) => row.try_get(at)?,
                })
            }
        }
    )*};
}

cell!(i64, bool, String, Vec<u8>, Option<i64>, Option<String>, Option<Vec<u8>>);

macro_rules! tuples {
    ($($($name:ident)+;)*) => {$(
        impl<$($name: Row),+> Row for ($($name,)+) {
            fn read(cells: &mut Cells<'_>) -> Result<Self, DatabaseError> {
                Ok(($(cells.next::<$name>()?,)+))
            }
        }
    )*};
}

tuples! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
}

/// A struct that is read as a row: its fields stand in the order in which the query names their columns, and a field
/// that is such a struct itself takes as many columns as it has fields.
macro_rules! row {
    ($(#[$about:meta])* $seen:vis struct $name:ident { $($field_seen:vis $field:ident: $kind:ty,)* }) => {
        $(#[$about])*
        $seen struct $name {
            $($field_seen $field: $kind,)*
        }

        impl $crate::db::Row for $name {
            fn read(
                cells: &mut $crate::db::Cells<'_>,
            ) -> std::result::Result<$name, $crate::db::DatabaseError> {
                Ok($name { $($field: cells.next()?,)* })
            }
        }
    };
}
pub(crate) use row;
