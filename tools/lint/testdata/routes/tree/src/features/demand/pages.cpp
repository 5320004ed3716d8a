void add_pages(web::Site& site) {
    site.get("/demands/{number}", Access::visitor, "demand/page.html", page);
    site.get("/demands", "demand/board.html", board);
    site.get(kPath, Access::visitor, "demand/board.html", board);
    site.post("/demands/{number}/support", Access::visitor, support);
    // open to visitors: a complaint may be typed before there is an account
    site.form("/say", Access::visitor, "demand/say.html", show, say);
    site.get("/studio/surface", web::Access::member, "demand/surface.html", surface);
    site.del("/demands/{number}/support", web::Access::member, withdraw);
    store.get("/demands", nothing);
}
