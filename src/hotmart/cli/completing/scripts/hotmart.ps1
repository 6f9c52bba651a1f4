Register-ArgumentCompleter -Native -CommandName hotmart -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    # an empty argument is lost on the way to a program, so the words travel in a variable
    $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { $_.Extent.Text })
    $env:_HOTMART_WORDS = (@($words) + "$wordToComplete") -join "`n"
    $env:_HOTMART_COMPLETE = 'powershell'
    try {
        $lines = @(& $commandAst.CommandElements[0].Extent.Text 2>$null)
    } finally {
        Remove-Item Env:_HOTMART_COMPLETE, Env:_HOTMART_WORDS
    }
    # where nothing is answered, PowerShell goes on with the names of files
    foreach ($line in $lines) {
        $kind, $value, $help = "$line" -split "`t"
        if ($kind -eq 'plain') {
            $tip = if ($help) { $help } else { $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $tip)
        }
    }
}
