_hotmart_completion() {
    local -a found
    local kind value help
    while IFS=$'\t' read -r kind value help; do
        case $kind in
            plain) found+=("${value//:/\\:}${help:+:$help}") ;;
            file) _files ;;
            folder) _files -/ ;;
        esac
    done < <(_HOTMART_COMPLETE=zsh "${words[1]}" "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( ${#found} )) && _describe -V 'hotmart' found
}
(( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit -i }
compdef _hotmart_completion hotmart
