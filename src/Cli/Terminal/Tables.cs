using Spectre.Console;

namespace Transcoder.Cli.Terminal;

/// <summary>Tables on standard output: fitted to a terminal, never cut elsewhere.</summary>
internal static class Tables
{
    private const int WidthOfFiles = 400;

    public static Table New(params ReadOnlySpan<string> columns)
    {
        var table = new Table().Border(TableBorder.None).Expand();
        table.Expand = false;
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(new Text(column.ToUpperInvariant())) { Padding = new Padding(0, 0, 2, 0) });
        }

        return table;
    }

    public static void Row(this Table table, params ReadOnlySpan<string?> cells)
    {
        var texts = new List<Text>(cells.Length);
        foreach (var cell in cells)
        {
            texts.Add(new Text(cell ?? ""));
        }

        table.AddRow(texts);
    }

    public static void Print(this Table table)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Profile.Width = WidthOfFiles;
        }

        AnsiConsole.Write(table);
    }
}
