#import <Foundation/Foundation.h>

#include "bindings/bindings.h"

/// Keeps the data folder out of every backup: the key of the sealed tokens never leaves this device, and a second
/// device with a copy of a rotating token would end the access of both. The folder is `mobile::data_dir` in Rust.
static void excludeDataFromBackups() {
	NSFileManager *files = NSFileManager.defaultManager;
	NSURL *support = [files URLForDirectory:NSApplicationSupportDirectory inDomain:NSUserDomainMask appropriateForURL:nil create:YES error:nil];
	NSURL *data = [support URLByAppendingPathComponent:@"app.gander.Gander" isDirectory:YES];
	NSError *error = nil;
	if (![files createDirectoryAtURL:data withIntermediateDirectories:YES attributes:nil error:&error]
		|| ![data setResourceValue:@YES forKey:NSURLIsExcludedFromBackupKey error:&error]) {
		NSLog(@"the data folder could not be excluded from backups: %@", error.localizedDescription);
	}
}

int main(int argc, char * argv[]) {
	@autoreleasepool {
		excludeDataFromBackups();
	}
	ffi::start_app();
	return 0;
}
