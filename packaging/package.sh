#!/usr/bin/env bash
# Makes build/package/canyu_VERSION_ARCHITECTURE.deb of the release program; what it links is read from the program;
# libvips is loaded by name (src/app/commands/reencode_image.cpp).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:[A-Z]*=//p' build/release/CMakeCache.txt)
architecture=$(dpkg --print-architecture)
output=build/package
tree=$output/tree
rm -rf "$output"

install -D -m 755 --strip build/release/canyu "$tree/usr/bin/canyu"
install -D -m 644 packaging/canyu.service "$tree/lib/systemd/system/canyu.service"
install -D -m 644 packaging/canyu.toml "$tree/etc/canyu/canyu.toml"
install -D -m 644 README.md "$tree/usr/share/doc/canyu/README.md"
install -D -m 644 LICENSE "$tree/usr/share/doc/canyu/copyright"
install -D -m 755 packaging/postinst "$tree/DEBIAN/postinst"
install -D -m 755 packaging/prerm "$tree/DEBIAN/prerm"
echo /etc/canyu/canyu.toml >"$tree/DEBIAN/conffiles"

# dpkg-shlibdeps wants to stand in a source package.
mkdir -p "$output/debian"
echo "Source: canyu" >"$output/debian/control"
depends=$(cd "$output" && dpkg-shlibdeps -O tree/usr/bin/canyu 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
[[ -n $depends ]]

cat >"$tree/DEBIAN/control" <<CONTROL
Package: canyu
Version: $version
Architecture: $architecture
Maintainer: Canyu maintainers <maintainers@canyu.example>
Installed-Size: $(du -sk "$tree" | cut -f 1)
Depends: $depends, libvips42, tzdata
Section: web
Priority: optional
Description: run a product through its users' participation
 People say what they wish for; what many wish for rises, is planned in public and
 shipped, and everybody who said it learns what came of it.
CONTROL
dpkg-deb --build --root-owner-group "$tree" "$output" >/dev/null
ls "$output"/*.deb
