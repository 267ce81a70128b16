namespace Tqq.Server.Storage;

/// <summary>Something in a store that is not as it was written.</summary>
/// <param name="Text">One line that names it: the file, and the page, row or account.</param>
/// <param name="IsCertain">False where it may as well be the trace of a power cut, which lost nothing.</param>
public sealed record Damage(string Text, bool IsCertain);
