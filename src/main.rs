//! The program, which is [`demarche::cli`].

fn main() -> std::process::ExitCode {
    demarche::cli::main()
}
