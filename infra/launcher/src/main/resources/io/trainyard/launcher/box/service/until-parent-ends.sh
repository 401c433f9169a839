# Runs the program given as arguments under this process's own number, and ends it once standard
# input is closed, which happens when the supervisor dies. "$$" stays the number of the program in
# the watching subshell; it is only ended while it is still that subshell's parent.
exec 3<&0
(
  trap '' INT HUP
  cat <&3 >/dev/null
  if [ -r /proc/self/stat ]; then
    read -r _ _ _ parent _ </proc/self/stat
  else
    parent=$(ps -o ppid= -p "$(exec sh -c 'echo $PPID')" | tr -d ' ')
  fi
  if [ "$parent" = "$$" ]; then kill "$$"; fi
) &
exec 3<&-
exec "$@" </dev/null
