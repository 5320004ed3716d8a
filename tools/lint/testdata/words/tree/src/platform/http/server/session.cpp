co_await read();
