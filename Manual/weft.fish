function __weft_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __weft_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __weft_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __weft_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __weft_parse_tokens -S
    set -l unparsed_tokens (__weft_tokens -pc)
    switch $unparsed_tokens[1]
    case 'weft'
        __weft_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'render'
            __weft_parse_subcommand -r 1 'P/parameter=+' 'j/jobs=' 'threads=' 'timeout=' 'memory=' 'cache' 'no-cache' 'fail-fast' 'q/quiet' 'v/verbose' 'json' 'solutions=' 'standalone' 'to=' 'version' 'h/help'
        case 'solutions'
            __weft_parse_subcommand -r 1 'P/parameter=+' 'j/jobs=' 'threads=' 'timeout=' 'memory=' 'cache' 'no-cache' 'fail-fast' 'q/quiet' 'v/verbose' 'json' 'version' 'h/help'
        case 'diff'
            __weft_parse_subcommand -r 1 'P/parameter=+' 'j/jobs=' 'threads=' 'timeout=' 'memory=' 'cache' 'no-cache' 'fail-fast' 'q/quiet' 'v/verbose' 'json' 'report=' 'junit=' 'github' 'version' 'h/help'
        case 'accept'
            __weft_parse_subcommand -r 1 'version' 'h/help'
        case 'preview'
            __weft_parse_subcommand 0 'port=' 'threads=' 'version' 'h/help'
        case 'why'
            __weft_parse_subcommand 1 'P/parameter=+' 'version' 'h/help'
        case 'list'
            __weft_parse_subcommand -r 1 'exercises' 'version' 'h/help'
        case 'new'
            __weft_parse_subcommand 2 'version' 'h/help'
        case 'clean'
            __weft_parse_subcommand 0 'version' 'h/help'
        case 'doctor'
            __weft_parse_subcommand 0 'version' 'h/help'
        case 'help'
            __weft_parse_subcommand -r 1 'version'
        end
    end
end

function __weft_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __weft_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __weft_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __weft_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__weft_tokens -p)
    if test -z "$(__weft_tokens -t)"
        set -l index (count (__weft_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'weft' -f
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'render' -d 'Runs what changed, and writes the pages and their records.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'solutions' -d 'Runs every exercise and writes the book of solutions.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'diff' -d 'Runs afresh and compares with the committed records.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'accept' -d 'Makes the results of the last \'weft diff\' the committed ones.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'preview' -d 'Serves the book on this machine; runs on save.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'why' -d 'Says why a cell would run now: which part of its key changed.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'list' -d 'Lists chapters, or exercises with their state.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'new' -d 'Starts a new chapter.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'clean' -d 'Removes recorded results and compiled cells; pages and their records stay.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'doctor' -d 'Says what is missing on this machine, and how to get it.'
complete -c 'weft' -n '__weft_should_offer_completions_for_positional "weft" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render"' -s 'P' -l 'parameter' -d 'Sets a parameter of the chapters.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" j jobs' -l 'jobs' -s 'j' -d 'How many chapters run side by side.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" threads' -l 'threads' -d 'How many threads the engine of each chapter uses.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" timeout' -l 'timeout' -d 'Seconds after which a cell that says nothing itself is stopped.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" memory' -l 'memory' -d 'Megabytes of memory that a chapter may use.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" cache' -l 'cache' -d 'Whether to use recorded results.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" no-cache' -l 'no-cache' -d 'Whether to use recorded results.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" fail-fast' -l 'fail-fast' -d 'Stop at the first chapter that has a failure.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" v verbose' -l 'verbose' -s 'v' -d 'Say something about every cell.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" json' -l 'json' -d 'Report progress as a JSON object a line.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" solutions' -l 'solutions' -d 'What happens to solutions: show, fold or hide.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" standalone' -l 'standalone' -d 'Write pages that carry styles, scripts and fonts in themselves.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" to' -l 'to' -d 'Also export each chapter: html, ipynb or markdown.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft render" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions"' -s 'P' -l 'parameter' -d 'Sets a parameter of the chapters.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" j jobs' -l 'jobs' -s 'j' -d 'How many chapters run side by side.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" threads' -l 'threads' -d 'How many threads the engine of each chapter uses.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" timeout' -l 'timeout' -d 'Seconds after which a cell that says nothing itself is stopped.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" memory' -l 'memory' -d 'Megabytes of memory that a chapter may use.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" cache' -l 'cache' -d 'Whether to use recorded results.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" no-cache' -l 'no-cache' -d 'Whether to use recorded results.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" fail-fast' -l 'fail-fast' -d 'Stop at the first chapter that has a failure.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" v verbose' -l 'verbose' -s 'v' -d 'Say something about every cell.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" json' -l 'json' -d 'Report progress as a JSON object a line.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft solutions" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff"' -s 'P' -l 'parameter' -d 'Sets a parameter of the chapters.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" j jobs' -l 'jobs' -s 'j' -d 'How many chapters run side by side.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" threads' -l 'threads' -d 'How many threads the engine of each chapter uses.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" timeout' -l 'timeout' -d 'Seconds after which a cell that says nothing itself is stopped.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" memory' -l 'memory' -d 'Megabytes of memory that a chapter may use.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" cache' -l 'cache' -d 'Whether to use recorded results.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" no-cache' -l 'no-cache' -d 'Whether to use recorded results.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" fail-fast' -l 'fail-fast' -d 'Stop at the first chapter that has a failure.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" v verbose' -l 'verbose' -s 'v' -d 'Say something about every cell.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" json' -l 'json' -d 'Report progress as a JSON object a line.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" report' -l 'report' -d 'Writes a page with all differences.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" junit' -l 'junit' -d 'Writes the result as JUnit XML.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" github' -l 'github' -d 'Prints annotations for GitHub.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft diff" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft accept" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft accept" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft preview" port' -l 'port' -d 'The port to listen on.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft preview" threads' -l 'threads' -d 'How many threads the engine of each chapter uses.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft preview" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft preview" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft why"' -s 'P' -l 'parameter' -d 'Sets a parameter of the chapter.' -rfka ''
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft why" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft why" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft list" exercises' -l 'exercises' -d 'Lists exercises instead of chapters.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft list" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft new" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft new" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft clean" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft clean" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft doctor" version' -l 'version' -d 'Show the version.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'weft' -n '__weft_should_offer_completions_for_flags_or_options "weft help" version' -l 'version' -d 'Show the version.'
