using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Admin.Running;

/// <summary>The store as the admin API shows it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">How large it is, with its log.</param>
/// <param name="FreeBytes">How much room is left on its disk.</param>
/// <param name="OldestUncommittedSeconds">How long what has waited longest has waited for the disk; 0 where nothing waits.</param>
/// <param name="Damage">What was found damaged since the server started, each thing once, 1,000 at most.</param>
/// <param name="DamageIsMore">Whether more was found than these.</param>
/// <param name="Trouble">What is the matter, where what is written does not come to the disk.</param>
/// <param name="LastBackup">The newest backup in the directory of backups.</param>
/// <param name="Program">How commands are begun where the server runs, such as `./tqq`; missing where it is `tqq`.</param>
public sealed record StoreBody(
    string Path, long Bytes, long FreeBytes, double OldestUncommittedSeconds, IReadOnlyList<DamageBody> Damage,
    bool DamageIsMore, string? Trouble = null, BackupBody? LastBackup = null, string? Program = null);

/// <summary>Something in the store that is not as it was written.</summary>
/// <param name="Text">One line that names it.</param>
/// <param name="Certain">False where it may as well be the trace of a power cut, which lost nothing.</param>
public sealed record DamageBody(string Text, bool Certain);

/// <summary>A backup.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Verified">Whether it was read through when it was made: always, otherwise it would have no such name.</param>
/// <param name="Accounts">How many accounts it holds; missing where it was made before the server started.</param>
/// <param name="Messages">How many messages; the same.</param>
public sealed record BackupBody(string Name, long Bytes, DateTimeOffset Made, bool Verified, long? Accounts = null, long? Messages = null);

/// <summary>A backup that is being made.</summary>
/// <param name="Name">The name that its file will have.</param>
/// <param name="Started">When it was begun.</param>
/// <param name="Bytes">How much of it is written.</param>
/// <param name="Of">How large the store is; the backup may be smaller.</param>
/// <param name="Phase">copying or verifying.</param>
public sealed record BackupRunBody(string Name, DateTimeOffset Started, long Bytes, long Of, string Phase);

/// <summary>A backup that could not be made.</summary>
/// <param name="At">When that was known.</param>
/// <param name="Detail">Why.</param>
public sealed record BackupFailureBody(DateTimeOffset At, string Detail);

/// <summary>A page of backups.</summary>
/// <param name="Directory">Where they are, on the server's disk.</param>
/// <param name="Backups">The newest first.</param>
/// <param name="Running">The one that is being made.</param>
/// <param name="Failed">Why the last one could not be made, if it was begun since the server started.</param>
/// <param name="Next">The value of `before` for the next page, or null at the end.</param>
public sealed record BackupPage(
    string Directory, IReadOnlyList<BackupBody> Backups, BackupRunBody? Running = null, BackupFailureBody? Failed = null,
    string? Next = null);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(StoreBody))]
[JsonSerializable(typeof(BackupPage))]
[JsonSerializable(typeof(SettingsInForce))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class RunningJson : JsonSerializerContext;
