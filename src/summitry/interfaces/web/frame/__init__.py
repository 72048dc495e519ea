"""What all pages share: who asks, what is let in, how a page is laid out, how faults are told."""
