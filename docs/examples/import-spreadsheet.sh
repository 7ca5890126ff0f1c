#!/bin/sh
# Checks a spreadsheet of score sheets, and brings it into a group.
set -eu
sheet=${1:?Usage: import-spreadsheet.sh SHEET.csv PLAYERS.csv GROUP}
players=${2:?}
group=${3:?}

# Every fault is a line with the file, the line, the game, the round and the player. Exit code 65 says there was one.
if ! whist import "$sheet" --players "$players" --group "$group" --dry-run; then
  echo "Correct these in $sheet, and start again: nothing has been changed." >&2
  exit 65
fi
whist import "$sheet" --players "$players" --group "$group"
# A second time adds nothing, so you can start this script after every evening.
whist stats --group "$group" --all-rules
