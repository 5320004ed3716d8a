// The canyu program: hands its arguments to the command line.
int main() {
    return 0;
}
