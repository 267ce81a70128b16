using System.Buffers;
using System.IO.Pipelines;

namespace Tqq.Server.Wire.Connections;

/// <summary>What a client sends before it has had the reply to its last request.</summary>
internal static class PipelinedInput
{
    extension(PipeReader input)
    {
        /// <summary>
        /// Whether bytes of another request are there already. Line ends are none: clients of 2005 send some
        /// behind each body (protocol.md §1.1).
        /// </summary>
        public bool HasAnotherRequest
        {
            get
            {
                if (!input.TryRead(out var result))
                    return false;
                var rest = new SequenceReader<byte>(result.Buffer);
                rest.AdvancePastAny("\r\n"u8);
                input.AdvanceTo(result.Buffer.Start);
                // This look was not what somebody wanted to wake.
                if (result.IsCanceled)
                    input.CancelPendingRead();
                return !rest.End;
            }
        }
    }
}
