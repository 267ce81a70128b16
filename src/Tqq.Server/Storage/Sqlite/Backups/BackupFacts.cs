namespace Tqq.Server.Storage.Sqlite.Backups;

/// <summary>What a backup holds, after all of it was read and found right.</summary>
/// <param name="Accounts">How many accounts.</param>
/// <param name="Messages">How many messages, those delivered and kept among them.</param>
public sealed record BackupFacts(long Accounts, long Messages);
