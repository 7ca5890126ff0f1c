import type { Run } from '../command.ts';
import { exitCodes } from '../exit.ts';
import { writeData } from '../output.ts';

/**
 * Each script calls `whist completion words` with the words up to the cursor. The answer `:files` means any
 * file.
 */
export const scripts = {
  bash: `# Completes whist in bash: source <(whist completion bash)
_whist() {
    local IFS=$'\\n' typed="\${COMP_WORDS[COMP_CWORD]}" candidate
    COMPREPLY=()
    while read -r candidate; do
        if [[ $candidate == :files ]]; then
            compopt -o filenames 2>/dev/null
            COMPREPLY=($(compgen -f -- "$typed"))
            return
        fi
        candidate="\${candidate%%$'\\t'*}"
        [[ $typed == [\\"\\']* ]] || candidate="$(printf '%q' "$candidate")"
        COMPREPLY+=("$candidate")
    done < <(whist completion words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _whist whist`,

  zsh: `#compdef whist
# Completes whist in zsh: source <(whist completion zsh), after compinit
_whist() {
    local line
    local -a candidates
    for line in "\${(@f)$(whist completion words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        if [[ $line == :files ]]; then
            _files
            return
        fi
        [[ -n $line ]] && candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    done
    _describe -V whist candidates
}
if [[ $funcstack[1] == _whist ]]; then
    _whist "$@"
else
    compdef _whist whist
fi`,

  fish: `# Completes whist in fish: whist completion fish | source
function __whist_words
    set -l before (commandline -opc)
    set -l typed (commandline -ct)
    for line in (whist completion words -- $before[2..] "$typed" 2>/dev/null)
        if test "$line" = ':files'
            __fish_complete_path "$typed"
        else
            printf '%s\\n' $line
        end
    end
end
complete -c whist -f -a '(__whist_words)'`,
} as const;

/** `whist completion bash|zsh|fish` */
export const printScript =
  (shell: keyof typeof scripts): Run =>
  async () => {
    writeData(scripts[shell]);
    return exitCodes.ok;
  };
