void add_pages(web::Site& site) {
    site.get("/demands/{id}", Access::visitor, "people/demand.html", page);
    site.post("/say", Access::member, say);
}
