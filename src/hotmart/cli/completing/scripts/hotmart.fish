function __hotmart_completion
    set -l typed (commandline -opc)
    set -l last (commandline -ct)
    for line in (env _HOTMART_COMPLETE=fish $typed "$last" 2>/dev/null)
        set -l parts (string split \t -- $line)
        switch $parts[1]
            case plain
                printf '%s\t%s\n' $parts[2] "$parts[3]"
            case file
                __fish_complete_path "$last"
            case folder
                __fish_complete_directories "$last"
        end
    end
end
complete --command hotmart --no-files --keep-order --arguments '(__hotmart_completion)'
