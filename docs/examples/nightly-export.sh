#!/bin/sh
# Keeps a copy of all your games for each of the last thirty nights. In a crontab:
#   15 3 * * *  /home/dana/nightly-export.sh /home/dana/backups/whist
set -eu
folder=${1:?Usage: nightly-export.sh FOLDER}
file=$folder/whist-$(date +%Y-%m-%d).ndjson.gz

mkdir -p "$folder"
# It has another name until it is complete.
whist export --output "$file.part.gz"
# Read the copy back. This changes nothing, and fails if a game has a fault.
whist import "$file.part.gz" --dry-run --json >/dev/null
mv "$file.part.gz" "$file"
find "$folder" -name 'whist-*.ndjson.gz' -mtime +30 -delete
