namespace Tqq.Cli.Language;

/// <summary>The texts of the admin API about sessions, numbers, announcements and backups, in both languages.</summary>
internal static class OperationTextCatalogue
{
    /// <summary>The texts; `{0}` is a place that the server fills.</summary>
    public static IReadOnlyList<(string English, string Chinese)> All { get; } =
    [
        ("{0} is {1}, but must be a number from 0 to {2}", "{0} 是 {1}，但应为 0 到 {2} 的数"),
        ("{0} must be a text of at most {1} characters without control characters", "{0} 最多 {1} 个字符，不能有控制字符"),
        ("line {0}: {1}", "第 {0} 行：{1}"),
        ("{0}; {1} more lines are wrong", "{0}；另有 {1} 行有误"),
        ("line {0}: a value in quotes does not end", "第 {0} 行：引号内的值没有结束"),
        ("there are more than {0} accounts: give them in several files", "账号超过 {0} 个：请分成多个文件"),
        ("there is no account: the first line names the columns, and each line behind it is an account",
            "没有账号：首行为列名，其后每行一个账号"),
        ("there are {0} values, but {1} columns", "有 {0} 个值，但有 {1} 列"),
        ("account {0} is there twice", "账号 {0} 出现两次"),
        ("'{0}' is no column; these are: {1}", "没有“{0}”列；可用的列：{1}"),
        ("there is no column nick", "缺少 nick 列"),
        ("the table is not UTF-8, but must be", "表格不是 UTF-8，应为 UTF-8"),
        ("no number is free: say which one the account is to have", "没有空闲的号码：请指定账号的号码"),
        ("to is {0}, but must be at least from, which is {1}", "to 是 {0}，但不能小于 from（{1}）"),
        ("{0} to {1} are reserved already: give numbers that are not among them, or free them first",
            "{0} 到 {1} 已被保留：请给出其他号码，或先解除保留"),
        ("no reserved numbers begin with {0}", "没有以 {0} 开头的保留号段"),
        ("{0} is no number of a deleted account", "{0} 不是已删除账号的号码"),
        ("a backup is being made already, {0}: wait until it is done", "已在创建备份 {0}：请等待完成"),
        ("announcement {0} is not being sent any more", "公告 {0} 已不在发送"),
        ("text must have at most {0} characters", "text 最多 {0} 个字符"),
        ("this Idempotency-Key came with another announcement less than 24 hours ago: number {0}",
            "此 Idempotency-Key 在 24 小时内用于另一则公告：{0} 号"),
        ("accounts of another table are being made: wait, or cancel that", "正在按另一份表格创建账号：请等待，或取消它"),
        ("it was cancelled: no account was made", "已取消：没有创建任何账号"),
        ("id is missing, but must say which table is meant: GET /accounts/csv has it", "缺少 id，它应说明是哪份表格：GET /accounts/csv 会给出"),
        ("id is '{0}', but must be 1 to {1} ASCII letters, digits and hyphens", "id 是“{0}”，但应为 1 到 {1} 个 ASCII 字母、数字或连字符"),
        ("the accounts of that table are not being made, but those of another", "正在创建的不是那份表格的账号，而是另一份的"),
        ("no accounts of a table are being made", "没有正在按表格创建的账号"),
        ("the accounts are being stored already: look at what comes of it", "账号已在存储：请查看结果"),
        ("there is no announcement {0}", "没有公告 {0}"),
        ("the session is '{0}', but must be wire or a number", "会话是“{0}”，但应为 wire 或数字"),
        ("account {0} has no session {1}", "账号 {0} 没有会话 {1}"),
        ("address is '{0}', but must be an address such as 192.0.2.7", "address 是“{0}”，但应为地址，例如 192.0.2.7"),
        ("after is '{0}', but must be what next of the page before says", "after 是“{0}”，但应为上一页的 next"),
        ("a whole number from 1 to 10000", " 1 到 10000 的整数"),
        ("a directory, or none for backups in the data directory", "目录，或 none（数据目录中的 backups）"),
    ];
}
