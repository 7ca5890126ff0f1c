#!/bin/sh
# Brings a spreadsheet of score sheets into a group, after a look at what is wrong with it.
set -eu
sheet=${1:?Usage: import-spreadsheet.sh SHEET.csv PLAYERS.csv GROUP}
players=${2:?}
group=${3:?}

# Every fault is a line with the file, the line, the game, the round and the player; 65 says that there was one.
if ! whist import "$sheet" --players "$players" --group "$group" --dry-run; then
  echo "Correct these in $sheet, and start again: nothing has been changed." >&2
  exit 65
fi
whist import "$sheet" --players "$players" --group "$group"
# The second time nothing is added, so this script can be started after every evening.
whist stats --group "$group" --all-rules
