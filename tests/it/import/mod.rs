//! The room `import`: what it reads, what it refuses, and what is then in the database.

mod command;
mod faults;
mod folders;
mod load;
mod shipped;
