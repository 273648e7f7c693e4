package io.iaas.testkit.tck;

import io.iaas.memory.InProcessQueue;
import io.iaas.spi.queue.OperationQueue;

class InProcessQueueContractTest extends OperationQueueContract {
    @Override
    protected OperationQueue newQueue() {
        return InProcessQueue.create();
    }

    @Override
    protected OperationQueue peerOf(OperationQueue queue) {
        return ((InProcessQueue) queue).peer();
    }
}
