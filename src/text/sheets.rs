//! Heads of columns and names of groups that only stand in tables handed out.

crate::messages! {
    /// How grave a sign is.
    gravity => "Gravedad", "Gravity";
    /// Since when.
    since => "Desde", "Since";
    /// What a sign is read from.
    evidence => "En qué se nota", "Evidence";
    /// The documents behind a figure.
    behind => "Documentos", "Documents";
    /// A group of rows.
    group => "Grupo", "Group";
    /// What is to be done.
    what => "Gestión", "What to do";
    /// Why it is done.
    because => "Por qué", "Why";
    /// Those who wait for a day that is allowed.
    waiting => "En espera", "Waiting";
    /// Those of whom all is paused.
    paused => "En pausa", "Paused";
    /// Those who were contacted already.
    done => "Ya contactados", "Contacted already";
    /// How many customers.
    customers => "Clientes", "Customers";
}
