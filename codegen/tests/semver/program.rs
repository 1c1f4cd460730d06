// A program that uses all of the crate. It compiles before and after every change that breaks none.

pub fn reads(book: Book) -> Option<String> {
    let Book {
        book_id: BookId(id),
        title,
        cover,
        isbn,
        ..
    } = book.clone();
    let _: (i64, String, Option<Isbn>) = (id, title, isbn);
    let (_pages, _authors): (Option<i64>, Option<Vec<String>>) = (book.pages, book.authors);
    match cover {
        Cover::Hard | Cover::Soft => {}
        #[allow(deprecated)]
        Cover::None => {}
        Cover::UnknownValue(value) => drop(value.as_str().to_owned()),
        _ => {}
    }
    let shelf: Option<Box<Shelf>> = book.shelf;
    shelf?.room
}

pub fn makes() -> (Book, AddBook, Catalogue) {
    let shelf = Shelf::default().room("attic");
    let book = Book::new(7, "Emma", Cover::Hard)
        .title("Emma")
        .isbn("0")
        .pages(474)
        .author("Jane Austen")
        .authors(["Jane Austen"])
        .shelf(shelf);
    let add = AddBook::new("Emma", Cover::Hard).author("Jane Austen");
    let mut catalogue = Catalogue::new();
    catalogue.year = Some(1815);
    let _: &Extra = &catalogue.extra;
    let _ = api::types::schemas::Shelf::new() == Shelf::new();
    (book, add, catalogue)
}

pub async fn calls(client: &Client) -> jobs_runtime::Result<()> {
    let book: Book = client.get_book(7).await?;
    let request = api::operations::books::GetBook::from(BookId(7));
    let _: Book = client.get_book(request).await?;
    let _: Book = client.add_book(AddBook::new(book.title, book.cover)).await?;
    client.remove_book(RemoveBook::new(7, "old").reason("torn")).await?;
    let mut books = client.list_books(ListBooks::new().page_token("2")).items();
    while let Some(book) = books.try_next().await? {
        let _: Book = book;
    }
    let request = StartRepair::new().remark("glue");
    let _: Repair = client.start_repair(request).wait().await?;
    let repair: Repair = client.get_repair(7).await?;
    let _: Option<RepairState> = repair.state;
    Ok(())
}

pub fn tells(label: Label) -> Option<String> {
    match label {
        Label::Text(text) => Some(text),
        Label::Integer(number) => Some(number.to_string()),
        Label::List(texts) => texts.into_iter().next(),
        _ => None,
    }
}
